extension Sequence where Element: MatrixScalar {
  /// ‖v‖∞; NaN when an element is NaN.
  public func maximumNorm() -> Element {
    reduce(0) { $1.isNaN || $0.isNaN ? .nan : Swift.max($0, abs($1)) }
  }

  /// ‖v‖₁.
  public func absoluteSum() -> Element { lazy.map(abs).compensatedSum() }
}
