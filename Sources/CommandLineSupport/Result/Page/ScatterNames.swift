/// Room for names beside points in a drawing of known width, in pixels.
struct ScatterNames {
  /// Of a point, in the order of preference.
  enum Side: CaseIterable { case right, left }

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

  /// Beside a point.
  func box(_ name: String, _ side: Side, _ x: Double, _ y: Double) -> Box {
    let length = Self.letter * Double(name.count)
    let left = side == .right ? x + 6 : x - 7 - length
    return Box(left: left, right: left + length + 1, middle: y, halfHeight: 6)
  }

  func isFree(_ box: Box) -> Bool {
    box.left >= -2 && box.right <= width + 8 && !boxes.contains(where: box.meets)
  }

  mutating func take(_ box: Box) { boxes.append(box) }
}
