"""The ledger of contracts, patents and projects: read row by row, then counted and summed."""
