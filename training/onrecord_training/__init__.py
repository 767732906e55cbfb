"""Makes the model files that the `onrecord` binary carries. See ../README.md."""
