"""The unified REST API as AWS Lambda functions behind API Gateway."""
