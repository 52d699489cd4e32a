package dev.cairn.server.unruly.indexer;

/// Does nothing wrong; every layer needs somebody.
public final class Bystander {}
