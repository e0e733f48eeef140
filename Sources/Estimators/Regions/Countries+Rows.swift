extension Countries {
  /// c with all but the sectors of one country at zero, for every country. Shapes: n, C × n.
  func rows(_ coefficients: [Double]) -> [[Double]] {
    names.indices.map { country in zip(coefficients, ofSector).map { $1 == country ? $0 : 0 } }
  }

  /// Of contents by country of origin, what stems from each sector's own country. Shapes: C × n, n.
  func own(_ contents: [[Double]]) -> [Double] { ofSector.indices.map { contents[ofSector[$0]][$0] } }
}
