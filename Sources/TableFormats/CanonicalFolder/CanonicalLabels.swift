import Tables

extension SectorIndex {
  /// The sectors of a `sectors.csv`: columns region, code and name, and optionally index. `CSVFile` states what labels may
  /// look like.
  static func csv(_ path: String) throws(TableReadError) -> SectorIndex {
    let file = try CSVFile(path: path, numberColumns: ["index"])
    var labels: [SectorLabel] = []
    do throws(CSVError) {
      let (region, code, name) = (try file.column("region"), try file.column("code"), try file.column("name"))
      try file.checkIndex()
      labels = file.rows.map { SectorLabel(region: $0.fields[region], code: $0.fields[code], name: $0.fields[name]) }
    } catch { throw .csv(error) }
    do { return try SectorIndex(labels) } catch { throw .labels(path: path, error) }
  }
}

extension DemandCategory {
  /// The categories of a `demand.csv`: columns region and category, and optionally index and role.
  static func csv(_ path: String) throws(TableReadError) -> [DemandCategory] {
    let file = try CSVFile(path: path, numberColumns: ["index"])
    do throws(CSVError) {
      let (region, category) = (try file.column("region"), try file.column("category"))
      let role = file.header.firstIndex(of: "role")
      try file.checkIndex()
      return file.rows.map { row in
        let text = role.map { row.fields[$0] } ?? ""
        return DemandCategory(
          region: row.fields[region], category: row.fields[category], role: text.isEmpty ? nil : text)
      }
    } catch { throw .csv(error) }
  }
}
