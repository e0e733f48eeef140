/// A running sum that carries its rounding error (Neumaier's form of Kahan's method).
///
/// The error is about one rounding of the result plus n²·u² of the absolute sum, independent of order and length, so that
/// totals of a table of millions of cells can be compared to the last digits.
/// Reference: Neumaier (1974), ZAMM 54, 39-51.
public struct CompensatedSum<Scalar: MatrixScalar>: Sendable {
  // Inlinable, here and in the views' subscripts: unspecialised generic calls from other modules take 100 ns an element.
  @usableFromInline var sum: Scalar = 0
  @usableFromInline var correction: Scalar = 0

  @inlinable public init() {}

  /// A sum as far as it has come.
  init(sum: Scalar, correction: Scalar) { (self.sum, self.correction) = (sum, correction) }

  @inlinable public mutating func add(_ value: Scalar) {
    let next = sum + value
    correction += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
    sum = next
  }

  @inlinable public var value: Scalar { correction.isFinite ? sum + correction : sum }
}

extension Sequence where Element: MatrixScalar {
  /// The compensated sum of the elements.
  @inlinable public func compensatedSum() -> Element {
    var sum = CompensatedSum<Element>()
    for value in self { sum.add(value) }
    return sum.value
  }
}

extension Span where Element: MatrixScalar {
  /// The compensated sum of the elements.
  @inlinable public func compensatedSum() -> Element {
    var sum = CompensatedSum<Element>()
    for i in indices { sum.add(self[i]) }
    return sum.value
  }
}
