"""Where citizens ask an agency a question, or complain (hỏi đáp; phản ánh, kiến nghị)."""
