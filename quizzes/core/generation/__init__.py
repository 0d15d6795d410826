"""From a path's blocks to facts and on to questions: the same text always gives the same bank."""
