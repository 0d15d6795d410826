"""One function, one use case: session first, ids and values by keyword, values back; the caller owns the transaction."""
