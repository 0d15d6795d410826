"""Learning paths: Markdown in, sections and blocks with their lines out."""
