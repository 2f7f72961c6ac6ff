/// Places of planes by number, each unknown until it is worked out.
struct PlaneTable {
  private var places: [Int32]

  init(count: Int) { places = Array(repeating: -1, count: count) }

  var count: Int { places.count }

  /// Adds so many numbers.
  mutating func append(_ count: Int) { places += repeatElement(-1, count: count) }

  subscript(_ number: Int) -> Int? {
    get { places[number] < 0 ? nil : Int(places[number]) }
    set { places[number] = newValue.map { Int32($0) } ?? -1 }
  }
}
