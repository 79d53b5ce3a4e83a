"""Legal papers: what they are called, who numbers them, and what they may say as a fact."""
