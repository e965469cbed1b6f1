/** Family names of the town and its villages. */
export const LOCAL_FAMILIES = words(`
  Smith Jones Taylor Brown Davies Evans Wilson Thomas Roberts Johnson Lewis Walker Robinson Wood Thompson White Watson
  Jackson Wright Green Harris Cooper King Lee Martin Clarke James Morgan Hughes Edwards Hill Moore Clark Harrison Scott
  Young Morris Hall Ward Turner Carter Phillips Mitchell Patterson Adams Baker Cook Bailey Kelly Murphy Parker Bennett
  Fletcher Shaw Marshall Ellis Simpson Fox Webb Chapman Hunt Barnes Knight Butler Reynolds Holmes Palmer Pearce Gibson
  Lowe Hudson Bradley Payne Barker Rowe Dawson Whitlock Hargreaves Thorne Ashdown Pickering Winter Sedgwick Fairclough
  Langley Penrose Trevithick Hollins Oakes Burrows Skelton Aldridge Farrow Kerslake Mossman Tillotson Wainwright Yardley
  Prewett Garside Ormerod Claxton Dunstan Heywood Sumner Threlfall Redfern Bramall Coverdale Lockyer Padgett Stroud Marlow
  O'Connor O'Brien Gallagher Doherty Byrne Flynn MacDonald Campbell Stewart Fraser Sinclair Rhys Pritchard Griffiths`);

/** Given names by the years in which they were given: born before 1955, before 1990, and since. */
export const LOCAL_GIVEN: {
  readonly [S in 'female' | 'male']: readonly (readonly string[])[];
} = {
  female: [
    words(`Margaret Dorothy Jean Joan Sheila Doreen Barbara Patricia Maureen Brenda Eileen Beryl Audrey Sylvia Irene Marjorie
      Hazel Pauline Valerie Rosemary Marion Gwendoline Edna Winifred Mavis Iris Joyce Daphne Enid Muriel Shirley Kathleen`),
    words(`Susan Linda Christine Karen Julie Tracey Deborah Jacqueline Sharon Alison Helen Nicola Joanne Sarah Claire Rachel
      Emma Rebecca Lisa Michelle Angela Amanda Louise Samantha Victoria Gillian Lorraine Wendy Heather Fiona Elaine Judith
      Catherine Natalie Kelly Gemma Hannah Kirsty Leanne Zoe`),
    words(`Olivia Amelia Isla Ava Mia Grace Lily Freya Florence Poppy Evie Ella Charlotte Jessica Sophie Chloe Megan Lauren
      Bethany Holly Imogen Phoebe Daisy Rosie Matilda Harriet Elsie Maisie Willow Ruby Erin Niamh Georgia Lucy Abigail
      Eleanor Ivy Martha Beatrice Robyn`),
  ],
  male: [
    words(`John William Ronald Kenneth Derek Dennis Raymond Gordon Stanley Norman Peter Roy Frank Arthur Alan Geoffrey Brian
      Leslie Harold Donald Eric Ernest Cyril Maurice Clifford Reginald Douglas Albert Walter Sidney Cecil Bernard`),
    words(`David Stephen Paul Andrew Mark Michael Kevin Ian Gary Neil Simon Darren Jason Lee Wayne Nigel Graham Martin Philip
      Robert Christopher Richard Anthony Matthew Stuart Craig Adrian Jonathan Timothy Gareth Russell Dean Carl Barry Colin
      Duncan Trevor Keith Adam Ben`),
    words(`Oliver George Harry Noah Jack Leo Arthur Oscar Charlie Freddie Alfie Theo Archie Joshua Thomas Henry Max Lucas Ethan
      Logan Callum Liam Connor Jordan Kieran Ryan Nathan Luke Samuel Toby Rory Finley Reuben Jude Albie Edward Jenson
      Hugo Rowan Caleb`),
  ],
};

/** A list of words as it is written by hand. */
export function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
