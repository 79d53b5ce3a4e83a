"""What stands on the register of the fictional district: names, numbers, premises and people."""
