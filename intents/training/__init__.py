"""Training the models that read questions: batch work, never on the way from a question to its answer."""
