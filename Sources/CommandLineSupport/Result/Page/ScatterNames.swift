/// Room for names beside points in a drawing of known width, in pixels.
struct ScatterNames {
  private struct Box {
    let left: Double
    let right: Double
    let middle: Double
    let halfHeight: Double

    func meets(_ other: Box) -> Bool {
      left < other.right && other.left < right && abs(middle - other.middle) < halfHeight + other.halfHeight
    }
  }

  private var boxes: [Box] = []
  private let width: Double

  init(width: Double) { self.width = width }

  /// Nothing is written over the point at x, y.
  mutating func block(_ x: Double, _ y: Double) {
    boxes.append(Box(left: x - 4, right: x + 4, middle: y, halfHeight: 3))
  }

  /// Takes the room to the right of a point for its name; false where it is taken.
  mutating func place(_ name: String, _ x: Double, _ y: Double) -> Bool {
    // Seven pixels a letter is the widest of the usual faces at this size.
    let box = Box(left: x + 6, right: x + 7 + 7 * Double(name.count), middle: y, halfHeight: 6)
    guard box.right <= width + 8, !boxes.contains(where: box.meets) else { return false }
    boxes.append(box)
    return true
  }
}
