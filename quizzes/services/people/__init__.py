"""Accounts: how people prove who they are, what they may do with it, and who looks after the server."""
