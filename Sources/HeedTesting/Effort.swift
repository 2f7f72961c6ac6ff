import Foundation

/// Whether this run takes its time: `HEED_LONG=1` tries many more random cases and larger families.
public let isLong = ProcessInfo.processInfo.environment["HEED_LONG"] == "1"

/// How many times more random cases a long run tries.
public let longFactor = 50
