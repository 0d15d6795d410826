"""Item analysis: what the first answers of many learners say about a question."""
