"""When a card comes back: the scheduler, the card it moves and the log that proves it."""
