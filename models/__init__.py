"""The database: engine, mappings and migrations."""
