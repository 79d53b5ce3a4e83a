"""Pages of operators: a one-time code opens what is to be put right, without an account."""
