"""What a learner's log and cards say in numbers: values in, values out."""
