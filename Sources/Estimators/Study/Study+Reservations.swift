extension Study {
  /// What belongs beside a result wherever it is shown: the source, the notes, and what others published.
  public var reservations: [String] {
    let published = published.map { figure in
      let share = (figure.share * 1e4).rounded() / 100
      return "published: \(share) % by \(figure.source)\(figure.difference.isEmpty ? "" : ". \(figure.difference)")"
    }
    return (source.isEmpty ? [] : ["source: \(source)"]) + notes + published
  }
}
