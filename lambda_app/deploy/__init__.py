"""What ``serverless.yml`` asks for while it packs and deploys; no part of the bundle."""
