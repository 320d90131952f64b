"""Questions and complaints (hỏi đáp; phản ánh, kiến nghị): taken, dealt with in time, told on."""
