import ArgumentParser

struct EstimateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate", abstract: "Estimate economic measures from a table and a study.",
    subcommands: [
      EstimateDigitalCommand.self, EstimateMultipliersCommand.self, EstimateLinkagesCommand.self,
      EstimateTrendCommand.self, EstimateJobsCommand.self,
      EstimateExtractionCommand.self, EstimateInfluenceCommand.self, EstimatePricesCommand.self,
      EstimateFootprintCommand.self, EstimateDecompositionCommand.self,
      EstimateSupplyUseCommand.self,
      EstimateManufacturingCommand.self, EstimateExportsCommand.self, EstimateLengthCommand.self,
      EstimateDigitalWorldCommand.self,
    ])
}
