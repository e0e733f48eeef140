extension Double {
  /// Three significant digits for sentences: whole numbers from a hundred on, billionths at the least. What is not finite
  /// stands as it is.
  package var threeDigits: String {
    guard isFinite else { return "\(self)" }
    var (scale, digits) = (1.0, 0)
    while magnitude * scale < 100, digits < 9 { (scale, digits) = (scale * 10, digits + 1) }
    let rounded = (self * scale).rounded() / scale
    // Ends in ".0" as it is.
    return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
  }
}
