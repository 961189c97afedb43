"""What goes into a bundle beside its contents: the verifier, one file that needs nothing of this project."""
