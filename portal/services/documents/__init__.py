"""Official documents (văn bản): arriving, registered, answered, sent; one deed a file."""
