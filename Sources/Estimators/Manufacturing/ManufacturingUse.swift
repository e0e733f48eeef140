import MatrixCore
import Tables

/// What the manufacturing of each country uses of digital services, its own and others', and of everything.
///
/// Cost: the columns of manufacturing, row by row; twice over the digital rows.
struct ManufacturingUse {
  /// Exports and contents are zero yet.
  let countries: [ManufacturingServices.Country]

  init(
    _ table: borrowing InputOutputTable, _ digital: SectorSet, _ manufacturing: SectorSet, _ countries: Countries
  ) {
    let producers = countries.producers
    let columns = producers.map { country in manufacturing.positions.filter { countries.ofSector[$0] == country } }
    let flows = table.transactions.view
    var inputs = [CompensatedSum<Double>](repeating: CompensatedSum(), count: producers.count)
    var uses = [ManufacturingServices.Use](repeating: .init(domestic: 0, imported: 0), count: producers.count)
    let isDigital = Set(digital.positions)
    for i in 0..<flows.rows {
      for (k, members) in columns.enumerated() {
        var sum = 0.0
        for j in members { sum += flows[i, j] }
        inputs[k].add(sum)
        guard isDigital.contains(i) else { continue }
        if countries.ofSector[i] == producers[k] { uses[k].domestic += sum } else { uses[k].imported += sum }
      }
    }
    let output = table.output ?? []
    self.countries = producers.indices.map { k in
      ManufacturingServices.Country(
        name: countries.names[producers[k]], output: columns[k].map { output[$0] }.compensatedSum(), inputs: inputs[k].value,
        use: uses[k], exports: 0, domesticContent: 0, content: 0)
    }
  }
}
