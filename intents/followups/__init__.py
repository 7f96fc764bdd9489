"""How a follow-up changes the question before: one module for each way in which people do it."""
