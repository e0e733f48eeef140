/// Room for names beside points in a drawing of known width, in pixels.
struct ScatterNames {
  struct Box {
    let left: Double
    let right: Double
    let middle: Double
    let halfHeight: Double

    func meets(_ other: Box) -> Bool {
      left < other.right && other.left < right && abs(middle - other.middle) < halfHeight + other.halfHeight
    }
  }

  let width: Double
  private var boxes: [Box] = []

  /// Of a letter: the widest of the usual faces at this size.
  private static let letter = 7.0

  init(width: Double) { self.width = width }

  /// Nothing is written over the point at x, y.
  mutating func block(_ x: Double, _ y: Double) {
    take(Box(left: x - 4, right: x + 4, middle: y, halfHeight: 3))
  }

  /// To the right of a point.
  func box(_ name: String, _ x: Double, _ y: Double) -> Box {
    Box(left: x + 6, right: x + 7 + Self.letter * Double(name.count), middle: y, halfHeight: 6)
  }

  func isFree(_ box: Box) -> Bool { box.right <= width + 8 && !boxes.contains(where: box.meets) }

  mutating func take(_ box: Box) { boxes.append(box) }
}
