/// Finds a key that was read before in the same map, cheaply for small maps and for large ones.
struct KeyIndex {
  private var slots: [String: Int] = [:]

  /// The entry that already has the key; nil if there is none, and then the caller appends one that
  /// does.
  mutating func firstEntry(named key: String, in entries: [Entry]) -> Entry? {
    if entries.count < 16 { return entries.first { $0.key == key } }
    if slots.isEmpty {
      for (slot, entry) in entries.enumerated() { slots[entry.key] = slot }
    }
    if let slot = slots[key] { return entries[slot] }
    slots[key] = entries.count
    return nil
  }
}
