"""One function, one use case: session first, ids and values by keyword, values back; callers own the transaction."""
