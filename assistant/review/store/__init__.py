"""The review's rows: papers, versions, comments, marks and the trail, inside one transaction.

Every function takes the open transaction. On PostgreSQL rows are held in this order, so that no
two transactions wait for each other: documents, papers, the end of the trail.
"""

from sqlalchemy import Connection as Transaction

__all__ = ["Transaction"]
