extension Study {
  /// What belongs beside a result wherever it is shown: the source, the notes, and what others published.
  public var reservations: [String] {
    (source.isEmpty ? [] : ["source: \(source)"]) + notes + published.map(\.sentence)
  }
}

extension Study.PublishedFigure {
  /// "published: 5.4 % by …", to as many digits as the study gives.
  public var sentence: String {
    // A product with 100 has digits that are not the study's.
    let percent = (share * 1e14).rounded() / 1e12
    return "published: \(percent) % by \(source)\(difference.isEmpty ? "" : ". \(difference)")"
  }
}
