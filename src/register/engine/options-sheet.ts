/** Name of the hidden sheet of an empty form that holds the words of its drop-downs; reading passes it over without a finding. */
export const optionsSheet = '选项（请勿改动）'
