import Leontief

extension Suite {
  /// What a server can be judged by in a minute.
  public static let quick = Suite(name: "quick", version: 1, workloads: Workloads.quick, shapes: EconomyShape.quick)

  /// All a server is judged by, in half an hour on two busy cores: the kernels and everything that is done with tables, on a
  /// published table and on generated ones up to 4,914 sectors.
  public static let standard = Suite(
    name: "standard", version: 1, habits: .standard, members: Workloads.domain, shapes: EconomyShape.standard,
    bundled: Workloads.bundled)

  /// The same up to the size of the largest tables there are, 39,360 sectors: hours, and 36 GiB of memory for all of it.
  public static let full = Suite(
    name: "full", version: 1, habits: .full, members: Workloads.domain, shapes: EconomyShape.full, bundled: Workloads.bundled)
}

extension EconomyShape {
  /// As many sectors as in the World Input-Output Database's long-run tables and its release of 2013, and in Eora's of 26 sectors
  /// by country.
  public static let standard = [
    EconomyShape(regions: 26, sectors: 23), EconomyShape(regions: 41, sectors: 35), EconomyShape(regions: 189, sectors: 26),
  ]

  /// And as in the World Input-Output Database's release of 2016, in EXIOBASE by products, in GLORIA by industries, and by both.
  public static let full =
    standard + [
      EconomyShape(regions: 44, sectors: 56), EconomyShape(regions: 49, sectors: 200),
      EconomyShape(regions: 164, sectors: 120), EconomyShape(regions: 164, sectors: 240),
    ]
}
