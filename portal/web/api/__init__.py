"""The API: what agencies' systems call, and what programs may read."""
