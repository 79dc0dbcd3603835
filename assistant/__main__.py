"""`python -m assistant` is the same as the installed command `assistant`."""

from assistant.cli import main

if __name__ == "__main__":
    main()
