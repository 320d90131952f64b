"""A document exchange axis: the national SDK's protocol and a provincial dialect over one book."""
