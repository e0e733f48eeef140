import MatrixCore
import Tables

/// Reads a folder with a supply and use table.
///
/// Layout: `U.npy` (commodities × industries), `V.npy` (industries × commodities), `e.npy` (commodities, or commodities ×
/// categories with a `demand.csv`), optionally `va.npy` (industries) and `meta.json`; labels in `commodities.csv` and
/// `industries.csv` (index, region, code, name).
public enum SupplyUseFolderReader {
  /// Errors: `TableReadError` for files that are missing, disagree in size, or hold NaN and infinities.
  public static func read(_ path: String) throws(TableReadError) -> SupplyUseTable {
    let folder = CanonicalFolder(path: path)
    for name in ["U.npy", "V.npy", "e.npy", "commodities.csv", "industries.csv"] where !folder.has(name) {
      throw .missing(folder: path, file: name, cure: "a supply and use table needs U, V, e and labels of both kinds")
    }
    let commodities = try SectorIndex.csv(folder.file("commodities.csv"))
    let industries = try SectorIndex.csv(folder.file("industries.csv"))
    let (c, i) = (commodities.count, industries.count)
    let use = try matrix(folder, "U.npy", rows: c, columns: i)
    let make = try matrix(folder, "V.npy", rows: i, columns: c)
    let hasCategories = try hasCategories(folder)
    let demand = hasCategories ? try categories(folder) : [DemandCategory(region: "ALL", category: "final demand")]
    let finalDemand = hasCategories ? try matrix(folder, "e.npy", rows: c, columns: demand.count) : try column(folder, c)
    let valueAdded = folder.has("va.npy") ? try vector(folder, "va.npy", i) : nil
    return SupplyUseTable(
      commodities: commodities, industries: industries, use: use, make: make, demand: demand, finalDemand: finalDemand,
      valueAdded: valueAdded, metadata: try CanonicalMetadata(folder)?.tableMetadata ?? TableMetadata())
  }

  /// The files of a folder from which `read` takes something, by name. Errors: e.npy that cannot be read.
  public static func files(_ path: String) throws(TableReadError) -> [String] {
    let folder = CanonicalFolder(path: path)
    let hasCategories = try hasCategories(folder)
    let names = ["U.npy", "V.npy", "commodities.csv", "e.npy", "industries.csv", CanonicalFolder.metadata, "va.npy"]
    return (names + (hasCategories ? [CanonicalFolder.demand] : [])).sorted().filter(folder.has).map(folder.file)
  }

  /// Whether e.npy holds columns and not one vector.
  private static func hasCategories(_ folder: CanonicalFolder) throws(TableReadError) -> Bool {
    try description(folder.file("e.npy")).shape.count != 1
  }

  private static func categories(_ folder: CanonicalFolder) throws(TableReadError) -> [DemandCategory] {
    guard folder.has(CanonicalFolder.demand) else {
      throw .missing(
        folder: folder.path, file: CanonicalFolder.demand, cure: "write one with the columns index, region, category")
    }
    return try DemandCategory.csv(folder.file(CanonicalFolder.demand))
  }

  private static func matrix(
    _ folder: CanonicalFolder, _ name: String, rows: Int, columns: Int
  ) throws(TableReadError) -> Matrix<Double> {
    let path = folder.file(name)
    let shape = try description(path).shape
    guard shape == [rows, columns] else { throw disagreement(path, shape, "(\(rows), \(columns))") }
    let matrix: Matrix<Double>
    do { matrix = try Matrix.npy(path) } catch { throw .npy(error) }
    try check(matrix, path)
    return matrix
  }

  private static func check(_ matrix: borrowing Matrix<Double>, _ path: String) throws(TableReadError) {
    guard let place = matrix.view.firstNonFinite() else { return }
    throw notFinite(path, "row \(place.row), column \(place.column)")
  }

  private static func column(_ folder: CanonicalFolder, _ count: Int) throws(TableReadError) -> Matrix<Double> {
    let values = try vector(folder, "e.npy", count)
    do { return try Matrix(column: values) } catch { throw .allocation(path: folder.path, error) }
  }

  private static func vector(_ folder: CanonicalFolder, _ name: String, _ count: Int) throws(TableReadError) -> [Double] {
    let path = folder.file(name)
    let shape = try description(path).shape
    guard shape == [count] else { throw disagreement(path, shape, "(\(count),)") }
    let values: [Double]
    do { values = try [Double].npy(path) } catch { throw .npy(error) }
    if let place = values.firstIndex(where: { !$0.isFinite }) { throw notFinite(path, "element \(place)") }
    return values
  }

  private static func description(_ path: String) throws(TableReadError) -> NPYDescription {
    do { return try NPYDescription(path: path) } catch { throw .npy(error) }
  }

  private static func disagreement(_ path: String, _ shape: [Int], _ expected: String) -> TableReadError {
    .disagreement(path: path, found: "the shape \(shape)", other: "commodities.csv and industries.csv", expected: expected)
  }

  private static func notFinite(_ path: String, _ place: String) -> TableReadError {
    .metadata(path: path, reason: "\(place) is not a finite number")
  }
}
