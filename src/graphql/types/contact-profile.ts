import type { AllowedContact } from '../../domain/contact.ts';
import { type ContactProfile, displayNameOf } from '../../domain/contact-profile.ts';
import { type ContactType, toContactType } from '../../domain/contact-type.ts';
import { contactProfileId } from '../../domain/opaque-id.ts';
import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';
import type { Enums } from './enums.ts';
import { fromEndpoint, type LoadFor, readStatus, SEMANTIC_NON_NULL } from './from-endpoint.ts';
import { PERSON_TAG } from './person-tag.ts';

/** The types of profiles, and the fields of Contact that show one. */
export function addContactProfile(builder: Builder, types: TypeRefs, enums: Enums): void {
  const { CompanyProfile, Contact, ContactAddress, ContactPhoneNumber, ContactProfile, VitecStatus } = types;
  const { DeceasedEstateProfile, OtherContactProfile, PersonProfile } = types;
  const typeNames: Readonly<Record<ContactType, string>> = {
    PERSON: 'PersonProfile',
    COMPANY: 'CompanyProfile',
    DECEASED_ESTATE: 'DeceasedEstateProfile',
    OTHER: 'OtherContactProfile',
  };

  builder.interfaceType(ContactProfile, {
    description: 'Kontaktuppgifter. Who a contact is; personal numbers, dates of birth and notes are never in it.',
    directives: [PERSON_TAG],
    resolveType: ({ typeCode }) => typeNames[toContactType(typeCode)],
    fields: (t) => ({
      id: t.id({ description: 'Opaque; the same for the same contact.', resolve: contactProfileId }),
      type: t.field({
        type: enums.ContactType,
        description: 'Person, företag eller dödsbo.',
        resolve: ({ typeCode }) => toContactType(typeCode),
      }),
      displayName: t.string({ nullable: true, description: 'The name to show; null where Vitec has none.', resolve: displayNameOf }),
      address: t.field({
        type: ContactAddress,
        nullable: true,
        description: 'Postadress. Null where Vitec has none.',
        resolve: ({ address }) => address,
      }),
      emailAddresses: t.stringList({
        description: 'E-postadresser, the first one first.',
        resolve: ({ emailAddresses }) => [...emailAddresses],
      }),
      phoneNumbers: t.field({
        type: [ContactPhoneNumber],
        description: 'Telefonnummer, the mobile first. Each number once.',
        resolve: ({ phoneNumbers }) => [...phoneNumbers],
      }),
      advertisingEnabled: t.exposeBoolean('advertisingEnabled', {
        nullable: true,
        description: 'Reklamutskick tillåts. Null where Vitec does not say.',
      }),
      categories: t.stringList({
        description: 'Kategorier that the office has put the contact in.',
        resolve: ({ categories }) => [...categories],
      }),
      agentId: t.exposeID('agentId', { nullable: true, description: "Ansvarig mäklare, by Vitec's user id." }),
      createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true, description: 'When the contact was added.' }),
      changedAt: t.expose('changedAt', { type: 'DateTime', nullable: true, description: 'When the contact was last changed.' }),
    }),
  });

  builder.objectType(PersonProfile, {
    description: 'Person.',
    interfaces: [ContactProfile],
    directives: [PERSON_TAG],
    fields: (t) => ({
      firstName: t.exposeString('firstName', { nullable: true, description: 'Förnamn.' }),
      lastName: t.exposeString('lastName', { nullable: true, description: 'Efternamn.' }),
      isDeceased: t.exposeBoolean('isDeceased', { nullable: true, description: 'Avliden. Null where Vitec does not say.' }),
    }),
  });
  builder.objectType(CompanyProfile, {
    description: 'Företag.',
    interfaces: [ContactProfile],
    directives: [PERSON_TAG],
    fields: (t) => ({
      corporateNumber: t.exposeString('corporateNumber', {
        nullable: true,
        description: 'Organisationsnummer. Null for a sole trader, whose number is a personal number.',
      }),
      homePage: t.exposeString('homePage', { nullable: true, description: 'Webbplats.' }),
    }),
  });
  builder.objectType(DeceasedEstateProfile, { description: 'Dödsbo.', interfaces: [ContactProfile], directives: [PERSON_TAG] });
  builder.objectType(OtherContactProfile, {
    description: 'A contact of a type newer than this schema.',
    interfaces: [ContactProfile],
    directives: [PERSON_TAG],
    fields: (t) => ({ typeCode: t.exposeString('typeCode', { description: "Vitec's word for the type." }) }),
  });

  builder.objectType(ContactAddress, {
    description: 'Postadress of a contact.',
    directives: [PERSON_TAG],
    fields: (t) => ({
      streetAddress: t.exposeString('streetAddress', { nullable: true, description: 'Gatuadress.' }),
      postalCode: t.exposeString('postalCode', {
        nullable: true,
        description: 'Postnummer, as Vitec has it: 211 60 and 21160 both occur.',
      }),
      city: t.exposeString('city', { nullable: true, description: 'Postort.' }),
      countryCode: t.exposeString('countryCode', { nullable: true, description: 'Landskod.' }),
    }),
  });
  builder.objectType(ContactPhoneNumber, {
    description: 'Telefonnummer, in any form.',
    directives: [PERSON_TAG],
    fields: (t) => ({
      kind: t.field({ type: enums.ContactPhoneKind, description: 'Which telephone.', resolve: ({ kind }) => kind }),
      number: t.exposeString('number', { description: 'As the office wrote it.' }),
    }),
  });

  builder.objectFields(Contact, (t) => ({
    profile: t.field({
      ...SEMANTIC_NON_NULL,
      type: ContactProfile,
      description: 'Who the contact is. Null, with a coded error, when it could not be read. May need a scope of its own.',
      resolve: fromEndpoint(profileOf, () => (profile) => profile),
    }),
    profileStatus: t.field({
      type: VitecStatus,
      description: 'Never fails: whether profile could be read, and how old it is.',
      resolve: readStatus(profileOf),
    }),
  }));
}

const profileOf: LoadFor<AllowedContact, unknown, ContactProfile> = async (contact, { access, contactBudget, loaders }) => {
  contactBudget.checkReached(contact);
  return await loaders.profile().load(access.allowProfile(contact));
};
