"""`python -m quizzes.cli`: the command line without its installed script."""

from quizzes.cli import main

main(prog_name="pathdeck")
