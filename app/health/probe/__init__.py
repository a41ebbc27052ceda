"""Looking at one part of the world each; what was seen is told in the values of `app.health.judge`."""
