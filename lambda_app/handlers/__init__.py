"""What Lambda calls, a module for each function of ``serverless.yml``."""
