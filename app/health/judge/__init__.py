"""What is to be said of what the probes saw. Pure: values in, findings out."""
