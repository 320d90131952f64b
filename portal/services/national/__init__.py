"""What the national portal is promised, told of and known for; how it is told stands higher."""
