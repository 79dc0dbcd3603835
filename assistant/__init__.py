"""The policy assistant: cited answers, a register of duties and drafts from policy documents."""

__version__ = "0.1.0"
