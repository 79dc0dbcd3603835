"""What python-docx leaves to its users: fields, footnotes, numbered headings, styles."""
