"""Pages of papers: those of one inspection, each as PDF, and the opinion after a recheck."""
