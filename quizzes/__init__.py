"""Pathdeck: learning paths become decks of questions, reviewed every day."""
